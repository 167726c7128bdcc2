"""What the pixels of a DICOS file mean, in both directions.

DICOS v03 wants a rescale slope of 1 in every Digital X-Ray image, and its toolkit refuses others.
The scale of a transmission therefore stands where DICOM has it for all images, in the real world
value mapping (PS3.3 C.7.6.16.2.11); files of writers who rescale all the same are understood too.
"""

from pydicom.dataset import Dataset

from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from devices.radiograph.dicos_fields import finite, positive, text_of
from devices.radiograph.dicos_parts import item_of, sequence

KILOVOLTS_PER_MEGAVOLT = 1000
UNIT_SLOPE_MIN, UNIT_SLOPE_MAX = 1 / 131_072, 1 / 1024
"""A linear rescale within these turns pixels to a transmission near 1; others are counts."""

LABELS = {unit: unit.name for unit in PixelUnit}
UNITS = {label: unit for unit, label in LABELS.items()}
UCUM_CODES = {PixelUnit.TRANSMISSION: "1", PixelUnit.LOG: "1", PixelUnit.COUNTS: "{counts}"}


def channel_of(dataset: Dataset) -> ScanChannel:
    """The channel of a file; its rank among the files of a study tells its role."""
    kilovolts = positive(dataset.get("KVP"))
    unit, scale, offset = _mapped(dataset) or _rescaled(dataset)
    return ScanChannel(
        role=ChannelRole.HIGH,
        energy_mv=None if kilovolts is None else kilovolts / KILOVOLTS_PER_MEGAVOLT,
        unit=unit,
        scale=scale,
        offset=offset,
        bits=int(dataset.BitsStored),
    )


def set_channel(dataset: Dataset, channel: ScanChannel) -> None:
    """Write energy, depth and the meaning of pixel values."""
    dataset.KVP = f"{(channel.energy_mv or 0.0) * KILOVOLTS_PER_MEGAVOLT:g}"
    dataset.BitsAllocated = 16
    dataset.BitsStored = channel.bits
    dataset.HighBit = channel.bits - 1
    dataset.PixelRepresentation = 0
    dataset.PixelIntensityRelationship = "LOG" if channel.unit is PixelUnit.LOG else "LIN"
    dataset.PixelIntensityRelationshipSign = 1
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = "0", "1", "HU"
    code = UCUM_CODES[channel.unit]
    mapping = item_of(
        LUTExplanation="physical value of a pixel",
        LUTLabel=LABELS[channel.unit],
        RealWorldValueFirstValueMapped=0,
        RealWorldValueLastValueMapped=2**channel.bits - 1,
        RealWorldValueIntercept=channel.offset,
        RealWorldValueSlope=channel.scale,
        MeasurementUnitsCodeSequence=sequence(
            [item_of(CodeValue=code, CodingSchemeDesignator="UCUM", CodeMeaning=code)]
        ),
    )
    # As words: which type the two limits have otherwise depends on the sign of pixels.
    for keyword in ("RealWorldValueFirstValueMapped", "RealWorldValueLastValueMapped"):
        mapping[keyword].VR = "US"
    dataset.RealWorldValueMappingSequence = sequence([mapping])


def _mapped(dataset: Dataset) -> tuple[PixelUnit, float, float] | None:
    for item in dataset.get("RealWorldValueMappingSequence") or ():
        unit = UNITS.get(text_of(item, "LUTLabel"))
        scale = positive(item.get("RealWorldValueSlope"))
        if unit is not None and scale is not None:
            return unit, scale, finite(item.get("RealWorldValueIntercept")) or 0.0
    return None


def _rescaled(dataset: Dataset) -> tuple[PixelUnit, float, float]:
    scale = positive(dataset.get("RescaleSlope")) or 1.0
    relationship = text_of(dataset, "PixelIntensityRelationship")
    unit = PixelUnit.COUNTS
    if relationship == "LOG":
        unit = PixelUnit.LOG
    elif relationship == "LIN" and UNIT_SLOPE_MIN <= scale <= UNIT_SLOPE_MAX:
        unit = PixelUnit.TRANSMISSION
    return unit, scale, finite(dataset.get("RescaleIntercept")) or 0.0
