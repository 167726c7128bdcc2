"""N42 documents for tests, and where the measured ones lie."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("PARALLEL49_DATA", ROOT.parent / "shared" / "data")) / "radiation"
SHIPPED = sorted((ROOT / "resources" / "spectra").glob("*.n42"))

N42_2012 = b"""<?xml version="1.0"?>
<RadInstrumentData xmlns="http://physics.nist.gov/N42/2011/N42">
 <RadInstrumentInformation id="i"><RadInstrumentManufacturerName>M</RadInstrumentManufacturerName>
  <RadInstrumentModelName>One</RadInstrumentModelName></RadInstrumentInformation>
 <RadDetectorInformation id="g"><RadDetectorCategoryCode>Gamma</RadDetectorCategoryCode>
 </RadDetectorInformation>
 <RadDetectorInformation id="n"><RadDetectorCategoryCode>Neutron</RadDetectorCategoryCode>
 </RadDetectorInformation>
 <EnergyCalibration id="e"><CoefficientValues>0 3 0.001 1e-9</CoefficientValues>
 </EnergyCalibration>
 <RadMeasurement id="m"><MeasurementClassCode>Foreground</MeasurementClassCode>
  <StartDateTime>2026-03-02T09:15:00Z</StartDateTime>
  <RealTimeDuration>PT1M2.5S</RealTimeDuration>
  <Spectrum radDetectorInformationReference="g" energyCalibrationReference="%(reference)s">
   <LiveTimeDuration>PT60S</LiveTimeDuration>
   <ChannelData %(compression)s>%(data)s</ChannelData></Spectrum>
  <GrossCounts radDetectorInformationReference="n"><LiveTimeDuration>PT60S</LiveTimeDuration>
   <CountData>7</CountData></GrossCounts>
  <GrossCounts radDetectorInformationReference="g"><LiveTimeDuration>PT60S</LiveTimeDuration>
   <CountData>100 200</CountData></GrossCounts>
 </RadMeasurement>
 <AnalysisResults><NuclideAnalysisResults>
  <Nuclide><NuclideIdentifiedIndicator>true</NuclideIdentifiedIndicator>
   <NuclideName>Cs-137</NuclideName><NuclideIDConfidenceValue>88</NuclideIDConfidenceValue>
   <NuclideCategoryDescription>Industrial</NuclideCategoryDescription></Nuclide>
  <Nuclide><NuclideIdentifiedIndicator>false</NuclideIdentifiedIndicator>
   <NuclideName>K-40</NuclideName></Nuclide>
 </NuclideAnalysisResults></AnalysisResults>
</RadInstrumentData>"""

N42_2006 = b"""<N42InstrumentData><Measurement>
 <InstrumentInformation><InstrumentType>RadionuclideIdentifier</InstrumentType>
  <Manufacturer>M</Manufacturer><InstrumentModel>Two</InstrumentModel></InstrumentInformation>
 <DetectorData><StartTime>2010-04-17T17:33:19Z</StartTime><SampleRealTime>PT61S</SampleRealTime>
  <DetectorMeasurement><SpectrumMeasurement>
   <Spectrum Detector="Aa1" SampleNumber="1"><LiveTime Unit="sec">PT60S</LiveTime>
    <SourceType>Item</SourceType>
    <Calibration Type="Energy" EnergyUnits="keV"><Equation Model="Polynomial">
     <Coefficients>-1 3 0</Coefficients></Equation></Calibration>
    <Calibration Type="FWHM"><Equation><Coefficients>1 2 3</Coefficients></Equation></Calibration>
    <ChannelData Compression="CountedZeroes">0 2 5 0 1 7</ChannelData></Spectrum>
   <Spectrum Detector="Aa1N" SampleNumber="1"><LiveTime>60</LiveTime>
    <SourceType>Item</SourceType><DetectorType>Neutron</DetectorType>
    <ChannelData>9</ChannelData></Spectrum>
   <Spectrum Detector="Aa1" SampleNumber="2"><RealTime Unit="ms">61000</RealTime>
    <SourceType>Background</SourceType><ChannelData>1 2 3</ChannelData></Spectrum>
  </SpectrumMeasurement></DetectorMeasurement></DetectorData>
</Measurement></N42InstrumentData>"""


def document(data: bytes = b"1 2 3", *, compression: bytes = b"", reference: bytes = b"e") -> bytes:
    return N42_2012 % {b"data": data, b"compression": compression, b"reference": reference}


def n42_files() -> list[Path]:
    if not DATA.is_dir():
        return []
    return sorted(
        path
        for path in DATA.rglob("*")
        if path.suffix.lower() in {".n42", ".xml"} or ".n42" in path.name.lower()
    )
