"""Makes resources/nuclides/lines.json from the decay data of actigamma 0.1.5 (Apache-2.0).

Run once, by hand: ``python -m installer.nuclide_lines WHEEL``, where WHEEL is the wheel of
fispact/actigamma, which holds ``lines_decay_2012.min.json`` (energies in eV, intensity per decay =
intensity x normalisation). Only the components of resources/nuclides/nuclides.json are kept, and
of each only lines that matter: hard ones longest, because a shield leaves only them.
"""

import argparse
import json
import zipfile
from pathlib import Path
from typing import Any

NUCLIDES = Path(__file__).parent.parent / "resources" / "nuclides"
SOURCE = "actigamma/data/lines_decay_2012.min.json"
ENERGY_KEV_MIN = 10.0
SHARE_MIN = 0.003
HARDNESS = 2.5  # a line counts as (energy / 100 keV) to this power
LINES_MAX = 70
BETA_KEV_MIN = 300.0


def main() -> None:
    """Write the lines of every component that the nuclide table names."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("wheel", type=Path)
    with zipfile.ZipFile(arguments.parse_args().wheel) as wheel:
        decays = json.loads(wheel.read(SOURCE))
    table = json.loads((NUCLIDES / "nuclides.json").read_text(encoding="utf-8"))
    names = {name for nuclide in table["nuclides"] for name in nuclide["components"]}
    made = set(table["continua"])
    components = {name: component(decays[name]) for name in sorted(names - made)}
    document = {
        "source": "actigamma 0.1.5, lines_decay_2012.min.json, UKAEA, Apache-2.0",
        "units": {"lines": "[keV, photons per decay]", "beta": "[end point keV, per decay]"},
        "components": components,
    }
    text = json.dumps(document, separators=(",", ":")).replace('},"', '},\n"')
    (NUCLIDES / "lines.json").write_text(text + "\n", encoding="utf-8")


def component(decay: dict[str, Any]) -> dict[str, list[list[float]]]:
    """Photon lines of one component, gamma and X-ray, and the end points of its betas."""
    lines = [*_lines(decay, "gamma"), *_lines(decay, "x-ray")]
    lines = [line for line in lines if line[0] >= ENERGY_KEV_MIN and line[1] > 0]
    reference = max((_weight(line) for line in lines if line[0] > 60), default=0.0)
    strongest = max((line[1] for line in lines if line[0] > 60), default=0.0)
    kept = [
        line
        for line in lines
        if _weight(line) >= SHARE_MIN * reference or line[1] >= SHARE_MIN * strongest
    ]
    kept = sorted(sorted(kept, key=_weight, reverse=True)[:LINES_MAX])
    betas = sorted(_lines(decay, "beta"), key=lambda line: -line[1])[:3]
    return {
        "lines": [[round(energy, 2), float(f"{share:.4g}")] for energy, share in kept],
        "beta": [
            [round(energy, 1), float(f"{share:.3g}")]
            for energy, share in betas
            if energy > BETA_KEV_MIN and share > 0.005
        ],
    }


def _weight(line: list[float]) -> float:
    return line[1] * (max(line[0], 60.0) / 100) ** HARDNESS


def _lines(decay: dict[str, Any], kind: str) -> list[list[float]]:
    lines = decay.get(kind, {}).get("lines")
    if not lines:
        return []
    rows = zip(lines["energies"], lines["intensities"], lines["norms"], strict=True)
    return [[energy / 1000, share * norm] for energy, share, norm in rows]


if __name__ == "__main__":
    main()
