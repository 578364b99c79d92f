"""Column lists that several rooms write: those of other people's datasets, under their own names, in their order."""

from __future__ import annotations

#: POLECAT's yearly files.
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

#: Formats of ``accord export`` that are one text, and those that are a folder of files.
EXPORTS = ("polecat", "icews", "plover-jsonl", "stix", "members", "dyad-year")
FOLDERS = ("csv", "parquet")

#: Datasets that ``accord import`` reads.
IMPORTS = ("icews", "polecat", "gdelt", "acled", "phoenix")
