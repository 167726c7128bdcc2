"""Attributes that every DICOS v03 object has, whether image or report (NEMA IIC 1).

They are those without which a toolkit for DICOS v03 refuses a file.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import UID, generate_uid

from app.domain.radiograph import Scan

VERSION = "V03"
UNKNOWN = "unknown"
UTF_8 = "ISO_IR 192"
SHORT_CHARS_MAX, LONG_CHARS_MAX = 16, 64
"""Longest values of the types SH and LO (DICOM PS3.5 6.2)."""

UID_PATTERN = re.compile(r"(?=.{1,64}$)[0-9]+(\.[0-9]+)+")
"""Toolkits write components that begin with 0, and a study is named as its sender named it."""


def uid_of(*parts: str) -> UID:
    """The same UID for the same parts, so that writing twice gives the same object."""
    return generate_uid(entropy_srcs=["\0".join(parts)])


def study_uid(scan: Scan) -> UID:
    """The study of a scan: its own UID if it came by DICOS, else one made of its name."""
    if UID_PATTERN.fullmatch(scan.scan_id):
        return UID(scan.scan_id)
    return uid_of(scan.site, scan.scan_id, scan.started_at.isoformat(), "study")


def object_of(scan: Scan, *, sop_class: str, sop_instance: str, modality: str) -> Dataset:
    """A data set with identity, equipment, the object of inspection and its times."""
    dataset = Dataset()
    dataset.SpecificCharacterSet = UTF_8
    dataset.SOPClassUID = UID(sop_class)
    dataset.SOPInstanceUID = UID(sop_instance)
    dataset.StudyInstanceUID = study_uid(scan)
    dataset.SeriesInstanceUID = uid_of(str(study_uid(scan)), modality, "series")
    dataset.StudyID = scan.scan_id[-SHORT_CHARS_MAX:]
    dataset.Modality = modality
    _equipment(dataset, scan)
    _object_of_inspection(dataset, scan)
    at = scan.started_at.astimezone(UTC)
    dataset.TimezoneOffsetFromUTC = "+0000"
    for event in ("Study", "Series"):
        set_time(dataset, event, at)
    dataset.DICOSVersion = VERSION
    dataset.OOIType = "CARGO"
    dataset.AcquisitionStatus = "SUCCESSFUL"
    dataset.ScanType = "NON_OPERATIONAL" if scan.simulated else "OPERATIONAL"
    dataset.AlgorithmRoutingCodeSequence = Sequence([])
    return dataset


def set_time(dataset: Dataset, event: str, at: datetime) -> None:
    """Date and time of `event`, in UTC."""
    at = at.astimezone(UTC)
    setattr(dataset, f"{event}Date", f"{at:%Y%m%d}")
    setattr(dataset, f"{event}Time", f"{at:%H%M%S.%f}")


def sequence(items: Iterable[Dataset]) -> Sequence:
    """A sequence of `items`."""
    return Sequence(list(items))


def item_of(**values: object) -> Dataset:
    """One item of a sequence."""
    item = Dataset()
    for name, value in values.items():
        setattr(item, name, value)
    return item


def file_bytes(dataset: Dataset, syntax: str) -> bytes:
    """The file of `dataset`, with the preamble and the version that DICOS wants in front."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = UID(syntax)
    meta.add_new(0x0002_0004, "CS", VERSION)
    dataset.file_meta = meta
    stream = BytesIO()
    dcmwrite(stream, dataset, enforce_file_format=True)
    return stream.getvalue()


def _equipment(dataset: Dataset, scan: Scan) -> None:
    manufacturer, _, model = scan.device.partition(" ")
    dataset.Manufacturer = manufacturer[:LONG_CHARS_MAX] or UNKNOWN
    dataset.ManufacturerModelName = model[:LONG_CHARS_MAX] or UNKNOWN
    dataset.InstitutionName = scan.site[:LONG_CHARS_MAX] or UNKNOWN
    dataset.InstitutionAddress = scan.site or UNKNOWN
    dataset.StationName = scan.lane[:SHORT_CHARS_MAX] or UNKNOWN
    dataset.DeviceSerialNumber = UNKNOWN
    dataset.SoftwareVersions = UNKNOWN
    # A scan does not say when its device was calibrated, and the toolkit wants a day.
    set_time(dataset, "InstanceCreation", scan.started_at)
    at = scan.started_at.astimezone(UTC)
    dataset.DateOfLastCalibration = f"{at:%Y%m%d}"
    dataset.TimeOfLastCalibration = f"{at:%H%M%S.%f}"


def _object_of_inspection(dataset: Dataset, scan: Scan) -> None:
    """The object of inspection stands where DICOM has the patient."""
    dataset.PatientID = scan.container_number or UNKNOWN
    dataset.IssuerOfPatientID = "BIC" if scan.container_number else UNKNOWN
    dataset.TypeOfPatientID = "TEXT"
    dataset.PatientSex = "U"
    others = [(seal, "SEAL") for seal in scan.seals_read]
    others += [(scan.plate, "PLATE")] if scan.plate else []
    dataset.OtherPatientIDsSequence = sequence(
        item_of(PatientID=text, IssuerOfPatientID=issuer, TypeOfPatientID="TEXT")
        for text, issuer in others
    )
