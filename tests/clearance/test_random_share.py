"""Chance wants a second reader for a share of images, and can be asked again."""

import hashlib
import math

import pytest

from app.clearance.random_share import SEED_BYTES, Lot

SEED = hashlib.sha256(b"test").digest()
IMAGES = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(20_000)]


def test_the_same_seed_draws_the_same_and_another_one_does_not() -> None:
    lot = Lot(seed=SEED, share=0.05)
    other = Lot(seed=bytes(SEED_BYTES), share=0.05)
    assert lot.draw(IMAGES[0]) == lot.draw(IMAGES[0])
    assert lot.draw(IMAGES[0]).value != other.draw(IMAGES[0]).value


def test_every_draw_names_the_seed_that_it_was_made_with() -> None:
    assert Lot(seed=SEED, share=0.5).draw("a").seed_sha256 == hashlib.sha256(SEED).hexdigest()


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5, 1.0])
def test_the_drawn_part_is_the_share(share: float) -> None:
    lot = Lot(seed=SEED, share=share)
    drawn = sum(lot.draw(image).is_drawn for image in IMAGES) / len(IMAGES)
    assert abs(drawn - share) <= 4 * math.sqrt(share * (1 - share) / len(IMAGES))


def test_a_lot_has_a_whole_seed_and_a_share_of_one() -> None:
    with pytest.raises(ValueError, match="seed"):
        Lot(seed=b"short", share=0.5)
    with pytest.raises(ValueError, match="share"):
        Lot(seed=SEED, share=1.5)
