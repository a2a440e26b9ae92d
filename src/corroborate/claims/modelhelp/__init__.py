"""Help of a language model, optional: proposals, each located exactly or refused, marked as a machine's.

Nothing here touches the network but `client`, which is imported only where a user asks for a model.
"""

from corroborate.claims.modelhelp.answer import Answer, Answers, Asking
from corroborate.claims.modelhelp.prompt import Prompt, prompts
from corroborate.claims.modelhelp.proposed import Helped, helped

__all__ = ["Answer", "Answers", "Asking", "Helped", "Prompt", "helped", "prompts"]
