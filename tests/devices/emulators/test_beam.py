"""The emulated beams tell materials apart as the spectra do that they stand for."""

import numpy as np
import pytest

from devices.emulators.imaging.beam import HIGH, LOW, Material, transmission

# ln T at 6 MV over ln T at 9 MV, from the spectra of plalor/semiZ and NIST XCOM coefficients,
# behind 10, 20, 60, 100 and 140 g/cm2.
THICK_G_CM2 = (10, 20, 60, 100, 140)
RATIOS = {
    Material.ORGANIC: (1.1988, 1.2028, 1.2053, 1.2027, 1.2003),
    Material.MINERAL: (1.1849, 1.1868, 1.1840, 1.1783, 1.1734),
    Material.IRON: (1.1479, 1.1440, 1.1279, 1.1155, 1.1065),
    Material.LEAD: (1.1355, 1.1046, 1.0573, 1.0392, 1.0292),
}


@pytest.mark.parametrize("material", Material)
def test_the_ratio_of_both_energies_is_that_of_the_spectra(material: Material) -> None:
    paths = np.zeros((len(Material), 1, len(THICK_G_CM2)), np.float32)
    paths[material, 0] = THICK_G_CM2
    alpha_high, alpha_low = (-np.log(transmission(beam, paths)[0]) for beam in (HIGH, LOW))
    assert alpha_low / alpha_high == pytest.approx(np.array(RATIOS[material]), abs=6e-4)


def test_materials_keep_their_order_at_every_thickness() -> None:
    thick = np.linspace(8, 150, 40, dtype=np.float32)
    ratios = []
    for material in Material:
        paths = np.zeros((len(Material), 1, thick.size), np.float32)
        paths[material, 0] = thick
        alpha_high, alpha_low = (-np.log(transmission(beam, paths)[0]) for beam in (HIGH, LOW))
        ratios.append(alpha_low / alpha_high)
    assert (np.diff(ratios, axis=0) < 0).all()
