"""Identification on a validation split, beside a plain template-library Poisson fit.

Split: a detector is judged with responses and reference spectra of other detectors only (leave
one out); a shield is judged on its own detector with every fifth reference spectrum left out of
the library, by turns, the judged one among them. Simulated spectra
are Poisson draws of InterSpec's reference spectra; measured files are judged as they are.
Environment: PARALLEL49_DATA (the data), PARALLEL49_BENCH_QUICK=1 (every fourth spectrum).
"""

import os
from pathlib import Path
from typing import Any

from app.cli.bench_identify_cases import MEASURED, NORM_FOLDERS, same_class
from app.cli.bench_identify_run import SEED, UNSEEN, Run, proportion
from app.cli.reference_spectra import reference_spectra
from app.radiation.identification.identify import Identification

SEEN_SHIELDED = ("IdentiFINDER-NG", "RadSeeker-CL-LaBr", "RadiaCode-102")


def bench_identify(*, json: bool) -> dict[str, Any]:
    """All figures of the identification, with n and 95 % Wilson intervals."""
    del json  # the command prints
    data = Path(os.environ.get("PARALLEL49_DATA", "../shared/data"))
    quick = bool(os.environ.get("PARALLEL49_BENCH_QUICK"))
    run = Run(reference_spectra(data), every=4 if quick else 1)
    nai = ("IdentiFINDER-NG", "2x4x16-NaI")
    result: dict[str, Any] = {"simulated": {}, "measured": {}, "seed": SEED}
    simulated = result["simulated"]
    for detector in UNSEEN:
        simulated[f"unseen_60s:{detector}"] = run.score(detector, UNSEEN[detector])
    for detector in nai:
        simulated[f"unseen_10s_fifth:{detector}"] = run.score(
            detector, UNSEEN[detector], seconds=10.0, strength=0.2
        )
        for gain in (-0.05, 0.05):
            simulated[f"gain{gain:+.2f}:{detector}"] = run.score(
                detector, UNSEEN[detector], gain=gain
            )
        simulated[f"no_background_file:{detector}"] = run.score(
            detector, UNSEEN[detector], with_background=False
        )
    for detector in SEEN_SHIELDED:
        simulated[f"unseen_shielding_60s:{detector}"] = run.left_out(detector)
    simulated["snm_missed"] = run.snm_missed(tuple(UNSEEN))
    simulated["background_called_source"] = run.false_calls(nai, 60 if quick else 1500)
    simulated["background_called_source:Detective X"] = run.false_calls(
        ("Detective X",), 20 if quick else 200
    )
    simulated["mixtures"] = run.mixtures(nai, 15 if quick else 60)
    simulated["mixtures:Detective X"] = run.mixtures(("Detective X",), 5 if quick else 40)
    result["measured"] = measured(data)
    return result


def measured(data: Path) -> dict[str, Any]:
    """Measured files: single sources named, and SNM named on natural rock (must be none)."""
    from app.cli.spectrum_identify import identify_path

    folder = data / "radiation"
    right, misses = 0, []
    for path, name in MEASURED:
        answer = identify_path(folder / path, None)
        good = bool(answer.nuclides) and same_class(name, answer.nuclides[0].name)
        right += good
        if not good:
            misses.append(f"{Path(path).name}: {_said(answer)}")
    rocks = sorted(path for part in NORM_FOLDERS for path in (folder / part).glob("*.cnf"))
    answers = [identify_path(path, None) for path in rocks]
    snm = sum(any(item.category == "SNM" for item in answer.nuclides) for answer in answers)
    named = sum(any(item.category != "NORM" for item in answer.nuclides) for answer in answers)
    return {
        "single_source_group_correct": proportion(right, len(MEASURED)),
        "misses": misses,
        "snm_named_on_norm": proportion(snm, len(rocks)),
        "other_than_norm_named_on_norm": proportion(named, len(rocks)),
    }


def _said(answer: Identification) -> str:
    return ", ".join(item.name for item in answer.nuclides) or answer.status
