"""The R packages on this machine, where they are installed; nothing is installed or copied."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

_SCRIPT = """
args <- commandArgs(TRUE)
x <- read.csv(args[1]); J <- ncol(x) - 1
out <- list()
if (requireNamespace("dga", quietly = TRUE) && J <= 5) {
  e <- new.env(); data(list = paste0("graphs", J), package = "dga", envir = e)
  Y <- array(0, rep(2, J)); for (i in seq_len(nrow(x))) Y[matrix(as.integer(x[i, 1:J]) + 1, 1)] <- x$count[i]
  n <- sum(x$count)
  all <- e[[paste0("graphs", J)]]
  out$dga <- system.time(dga::bma.cr(Y, delta = 2^-J, Nmissing = 1:(20 * n), graphs = all))[["elapsed"]]
}
if (requireNamespace("LCMCR", quietly = TRUE)) {
  d <- as.data.frame(lapply(x[1:J], factor, levels = 0:1)); d$Freq <- x$count
  out$lcmcr <- system.time({
    s <- LCMCR::lcmCR(d, tabular = TRUE, K = 10, seed = 1, verbose = FALSE)
    LCMCR::lcmCR_PostSampl(s, burnin = 10000, samples = 1000, thinning = 100, output = FALSE)
  })[["elapsed"]]
}
cat(paste0("{", paste0('"', names(out), '":', unlist(out), collapse = ","), "}"))
"""


def r_seconds(data: Path) -> list[dict[str, Any]]:
    """Seconds of dga and LCMCR for four tables; one row that says so where R is missing."""
    program = shutil.which("Rscript")
    if program is None:
        return [{"skipped": "Rscript is not installed"}]
    found = []
    for name in ("kosovo", "uk5", "my_spina5", "ned5"):
        said = subprocess.run(
            [program, "-e", _SCRIPT, str(data / f"{name}.csv")], capture_output=True, text=True, check=True
        )
        found.append({"table": name, **json.loads(said.stdout or "{}")})
    return found
