"""What invented trucks carry between invented firms. Weights and codes are plausible, not real."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goods:
    """One kind of goods: Harmonized System code, description, usual weight in kilograms."""

    hs_code: str
    description: str
    gross_kg: float


@dataclass(frozen=True, slots=True)
class Cargo:
    """A load as it is declared: goods, shipper, consignee and country of origin."""

    goods: tuple[Goods, ...]
    shipper: str
    consignee: str
    origin: str


CARGOES: dict[str, Cargo] = {
    "furniture": Cargo(
        (Goods("940360", "Wooden furniture", 8200), Goods("940490", "Bedding", 2100)),
        "Bitterroot Furniture Works LLC",
        "Meubles des Prairies inc.",
        "US",
    ),
    "paper": Cargo(
        (Goods("480257", "Printing paper, reams", 18600),),
        "Columbia Falls Paper Co.",
        "Lethbridge Office Supply Ltd.",
        "US",
    ),
    "beef": Cargo(
        (Goods("020130", "Beef, boneless, chilled", 17900),),
        "Sweet Grass Packing Inc.",
        "Viandes Rocheleau ltée",
        "US",
    ),
    "lumber": Cargo(
        (Goods("440712", "Sawn lumber, spruce", 21400),),
        "Kootenai Timber Products",
        "Chinook Building Centre Ltd.",
        "US",
    ),
    "auto-parts": Cargo(
        (Goods("870830", "Brakes and parts", 6100), Goods("401110", "Tyres for cars", 4400)),
        "Great Falls Driveline Corp.",
        "Pièces Auto Boréal inc.",
        "US",
    ),
    "produce": Cargo(
        (Goods("070200", "Tomatoes, fresh", 9800), Goods("070960", "Peppers, fresh", 6200)),
        "Agrícola Valle Verde S.A. de C.V.",
        "Prairie Fresh Wholesale Ltd.",
        "MX",
    ),
    "machinery": Cargo(
        (Goods("843149", "Parts for excavators", 15300),),
        "Yellowstone Heavy Equipment",
        "Foothills Crane & Rigging Ltd.",
        "US",
    ),
    "beverages": Cargo(
        (Goods("220210", "Mineral water, flavoured", 19800),),
        "Clark Fork Bottling Co.",
        "Distribution Maple Creek inc.",
        "US",
    ),
    "clothing": Cargo(
        (Goods("620342", "Trousers, cotton", 5200), Goods("610910", "T-shirts, cotton", 3900)),
        "Harbour Textile Exports Pte.",
        "Northlight Apparel Ltd.",
        "VN",
    ),
    "electronics": Cargo(
        (Goods("847130", "Portable computers", 3100), Goods("851762", "Network equipment", 1900)),
        "Jiangnan Digital Trading Co.",
        "Aurora Systems Canada Inc.",
        "CN",
    ),
    "ceramic-tiles": Cargo(
        (
            Goods("690721", "Ceramic tiles, boxed", 14900),
            Goods("380894", "Disinfectant, cartons", 4180),
            Goods("940360", "Wooden furniture", 3400),
        ),
        "Azulejos Montserrat S.L.",
        "Tuiles et Planchers Dubuc inc.",
        "ES",
    ),
    "bananas": Cargo(
        (Goods("080390", "Bananas, fresh", 18900),),
        "Frutera del Pacífico S.A.",
        "Chinook Grocers Co-operative",
        "EC",
    ),
    "fertilizer": Cargo(
        (Goods("310420", "Potassium chloride, in bags", 22300),),
        "Big Sky Agronomy Supply",
        "Coopérative agricole Milk River",
        "US",
    ),
    "granite": Cargo(
        (Goods("680223", "Granite slabs, polished", 20700),),
        "Deccan Stone Exports Ltd.",
        "Bow Valley Stoneworks Ltd.",
        "IN",
    ),
    "scrap": Cargo(
        (Goods("720449", "Iron and steel scrap", 20100),),
        "Cut Bank Salvage LLC",
        "Medicine Hat Recycling Ltd.",
        "US",
    ),
    "gauges": Cargo(
        (Goods("902610", "Instruments for level of liquids", 2600),),
        "Hi-Line Instrumentation Inc.",
        "Services pétroliers Palliser inc.",
        "US",
    ),
    "mixed": Cargo(
        (Goods("960899", "Various articles", 4300), Goods("392690", "Plastic goods", 3700)),
        "Rocky Gateway Consolidators",
        "Transit Sud-Alberta inc.",
        "CN",
    ),
}

ORDINARY = (
    "furniture",
    "paper",
    "beef",
    "lumber",
    "auto-parts",
    "produce",
    "machinery",
    "beverages",
    "clothing",
    "electronics",
)

ORIGIN_RISK = {"US": "low", "ES": "low", "IN": "medium", "EC": "medium", "MX": "medium"}
"""The example policies' grouping in the demonstration; what is not listed is medium."""

CONTAINER_OWNERS = ("MSCU", "TGHU", "CMAU", "OOLU", "HLXU", "TCLU", "CAIU", "SUDU", "TEMU", "FCIU")
