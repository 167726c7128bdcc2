"""N42 documents of portals, for tests: gross counts by window, occupancy, speed and alarms."""

_DETECTOR = (
    '<RadDetectorInformation id="{0}"><RadDetectorCategoryCode>{1}</RadDetectorCategoryCode>'
    "<RadDetectorKindCode>{2}</RadDetectorKindCode></RadDetectorInformation>"
)
_GROSS = (
    '<GrossCounts radDetectorInformationReference="{0}" {1}><LiveTimeDuration>PT0.2S'
    "</LiveTimeDuration><CountData>{2}</CountData></GrossCounts>"
)
_SPEED = (
    "<RadItemState><StateVector><SpeedValue>{0}</SpeedValue></StateVector></RadItemState>"
    "<RadInstrumentState><StateVector><SpeedValue>99</SpeedValue></StateVector>"
    "</RadInstrumentState>"
)
PROFILE = [(0, 20, 180)] * 40 + [(0, 22, 176)] * 3 + [(0, 60, 260)] * 4 + [(0, 21, 178)] * 3
OCCUPIED = range(42, 48)


def portal_2012(*, speed: str = "2.5", alarms: tuple[str, ...] = ("Gamma", "Isotope")) -> bytes:
    """A portal of two pillars: vacant for 42 intervals of 200 ms, occupied for 6, vacant for 2."""
    rows = []
    for number, (third, low, whole) in enumerate(PROFILE):
        occupied = number in OCCUPIED
        counts = f"{low} {whole} {third}"
        rows.append(
            "<RadMeasurement><MeasurementClassCode>Background</MeasurementClassCode>"
            f"<StartDateTime>2026-03-02T09:15:{number // 5:02d}.{number % 5 * 2}Z</StartDateTime>"
            "<RealTimeDuration>PT0.2S</RealTimeDuration>"
            + _GROSS.format("Aa1", 'energyWindowsReference="w"', counts)
            + _GROSS.format("Ba1", 'energyWindowsReference="w"', counts)
            + _GROSS.format("Aa1N", "", "1")
            + f"<OccupancyIndicator>{'true' if occupied else 0}</OccupancyIndicator>"
            + (_SPEED.format(speed) if occupied else "")
            + "</RadMeasurement>"
        )
    raised = "".join(
        f"<RadAlarm><RadAlarmCategoryCode>{name}</RadAlarmCategoryCode><RadAlarmLightColor>Red"
        "</RadAlarmLightColor><RadAlarmDescription>N sigma</RadAlarmDescription></RadAlarm>"
        for name in alarms
    )
    return (
        '<?xml version="1.0"?><RadInstrumentData xmlns="http://physics.nist.gov/N42/2011/N42">'
        + _DETECTOR.format("Aa1", "Gamma", "PVT")
        + _DETECTOR.format("Ba1", "Gamma", "PVT")
        + _DETECTOR.format("Aa1N", "Neutron", "He3")
        + '<EnergyWindows id="w"><WindowStartEnergyValues>0 0 100</WindowStartEnergyValues>'
        "<WindowEndEnergyValues>100 3000 400</WindowEndEnergyValues></EnergyWindows>"
        + "".join(rows)
        + f"<AnalysisResults>{raised}</AnalysisResults></RadInstrumentData>"
    ).encode()


def portal_2006() -> bytes:
    """A spectroscopic portal of the older standard: short spectra while it is occupied."""
    rows = []
    for number in range(20):
        occupied = 8 <= number < 16
        rows.append(
            f"<DetectorData><StartTime>2010-04-17T20:36:{number // 4:02d}.{number % 4 * 25:02d}Z"
            "</StartTime><SampleRealTime>PT0.250S</SampleRealTime>"
            f"<Occupied>{int(occupied)}</Occupied><Speed Units='mph'>5.0</Speed>"
            "<DetectorMeasurement><SpectrumMeasurement>"
            "<Spectrum Detector='Aa1'><LiveTime>PT0.25S</LiveTime><SourceType>Item</SourceType>"
            f"<ChannelData Compression='CountedZeroes'>0 9 {30 + 60 * (10 <= number < 13)} 0 2 5"
            "</ChannelData></Spectrum></SpectrumMeasurement>"
            "<CountDoseMeasurement><CountDoseData Detector='Aa1N' DetectorType='Neutron'>"
            "<Counts>2</Counts></CountDoseData></CountDoseMeasurement></DetectorMeasurement>"
            "</DetectorData>"
        )
    whole = f"<N42InstrumentData><Measurement>{''.join(rows)}</Measurement></N42InstrumentData>"
    return whole.encode()


PORTAL_2012 = portal_2012()
PORTAL_2006 = portal_2006()
