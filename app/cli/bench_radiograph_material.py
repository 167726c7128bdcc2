"""How often the material of a slab is told rightly, on synthetic slabs of the emulated beams."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from app.radiography.material import FIRST_INDEX, HUES_PER_CLASS, MaterialClass, material_levels
from app.radiography.pyramid import Pixels, build_pyramid
from app.radiography.windows import Levels
from devices.emulators.imaging.beam import HIGH, LOW, Beam, Material, transmission
from devices.emulators.imaging.exposure import AIR_COUNTS, ELECTRONIC_NOISE, QUANTA

SEED = 50_001
SLAB_PX, BORDER_PX = 520, 8
THICK_G_CM2 = (20, 40, 60, 80, 100, 120)
CLASSES = {
    Material.ORGANIC: MaterialClass.ORGANIC,
    Material.MINERAL: MaterialClass.MINERAL,
    Material.IRON: MaterialClass.METAL,
    Material.LEAD: MaterialClass.HEAVY,
}


def slab_accuracy() -> dict[str, float]:
    """Share of pixels whose class is right, mean over four materials, by thickness in g/cm2."""
    random = np.random.default_rng(SEED)
    return {
        f"{thick} g/cm2": round(
            float(np.mean([_right(material, thick, random) for material in Material])), 4
        )
        for thick in THICK_G_CM2
    }


def _right(material: Material, thick_g_cm2: float, random: Generator) -> float:
    high, low = (build_pyramid(_slab(beam, material, thick_g_cm2, random)) for beam in (HIGH, LOW))
    levels = Levels(air=AIR_COUNTS, floor=10)
    inner = slice(BORDER_PX, -BORDER_PX)
    indices = material_levels(high, low, levels, levels)[0][inner, inner]
    classes = np.minimum((indices >> 3) // HUES_PER_CLASS, len(MaterialClass) - 1)
    right: NDArray[np.bool_] = (classes == CLASSES[material]) & (indices >= FIRST_INDEX)
    return float(right.mean())


def _slab(beam: Beam, material: Material, thick_g_cm2: float, random: Generator) -> Pixels:
    path = np.zeros((len(Material), 1, 1), np.float32)
    path[material] = thick_g_cm2
    quanta = random.poisson(float(transmission(beam, path)[0, 0]) * QUANTA, (SLAB_PX, SLAB_PX))
    passed = quanta / QUANTA + random.normal(0, ELECTRONIC_NOISE, quanta.shape)
    return np.clip(np.rint(passed * AIR_COUNTS), 0, 65_535).astype(np.uint16)
