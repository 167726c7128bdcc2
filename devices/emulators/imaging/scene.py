"""A vehicle in the beam, drawn from what is known of it."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.random import Generator

from devices.emulators.imaging.beam import Material
from devices.emulators.imaging.container import Bay, container_size_m, draw_container
from devices.emulators.imaging.loads import load_cargo
from devices.emulators.imaging.paths import Block, Geometry, PathMap
from devices.emulators.imaging.tractor import Tractor, draw_tractor
from devices.emulators.imaging.van import draw_van

PIXEL_M = 0.005
TOP_M, CAR_TOP_M = 4.85, 2.45
BELOW_M = 0.11
AIR_AHEAD_M = 0.40
AIR_BEHIND_M = 0.45
TRUCK_LENGTH_MIN_M = 9.0
CAB_TO_LOAD_M = 0.75
GAP_REAR_M = 0.16
POT_SIDE_M, POT_WALL_M = 0.34, 0.07


class Source(Protocol):
    """A source on board: where it is, from the front bumper."""

    @property
    def at_m(self) -> float:
        """Metres from the front bumper."""


class ImagedVehicle(Protocol):
    """What an imaging site knows, or sees, of a vehicle."""

    @property
    def plate(self) -> str:
        """The plate."""

    @property
    def container(self) -> str | None:
        """The container number on the doors."""

    @property
    def iso_type(self) -> str | None:
        """Size and type code on the doors."""

    @property
    def seals_on_doors(self) -> Sequence[str]:
        """Seal numbers as they hang there."""

    @property
    def length_m(self) -> float:
        """Bumper to bumper."""

    @property
    def load(self) -> str:
        """What the load does to a portal; it stands for the cargo where that is not known."""

    @property
    def cargo(self) -> str | None:
        """The name of the cargo."""

    @property
    def source(self) -> Source | None:
        """A source on board."""


def draw_scene(vehicle: ImagedVehicle, random: Generator) -> PathMap:
    """Everything that stands between source and detector while this vehicle passes."""
    length = drawn_length_m(vehicle)
    width = round((length + AIR_AHEAD_M + AIR_BEHIND_M) / PIXEL_M)
    top = TOP_M if length >= TRUCK_LENGTH_MIN_M else CAR_TOP_M
    height = round((top + BELOW_M) / PIXEL_M)
    paths = PathMap(Geometry(width_px=width, height_px=height, pixel_m=PIXEL_M, top_m=top))
    if length < TRUCK_LENGTH_MIN_M:
        _draw_car(paths, AIR_AHEAD_M, AIR_AHEAD_M + length)
    else:
        bay = _draw_truck(paths, vehicle, length, random)
        load_cargo(paths, bay, (vehicle.cargo or "", vehicle.load), random)
        if vehicle.source is not None:
            _draw_pot(paths, bay, AIR_AHEAD_M + vehicle.source.at_m)
    _draw_ground(paths, random)
    return paths


def drawn_length_m(vehicle: ImagedVehicle) -> float:
    """The vehicle's length, or what its container needs at the least."""
    if vehicle.container is None:
        return vehicle.length_m
    box, _ = container_size_m(vehicle.iso_type or "")
    return max(vehicle.length_m, box + 3.6)


def _draw_truck(paths: PathMap, vehicle: ImagedVehicle, length: float, random: Generator) -> Bay:
    front, rear = AIR_AHEAD_M, AIR_AHEAD_M + length
    if vehicle.container is None:
        load_front = front + min(max(length - 16.2, 3.4), 6.4)
    else:
        box, height = container_size_m(vehicle.iso_type or "")
        load_front = rear - GAP_REAR_M - box
    cab_back = min(max(load_front - CAB_TO_LOAD_M, front + 2.75), front + 6.0)
    tractor = Tractor(
        front_m=front,
        cab_back_m=cab_back,
        fifth_wheel_m=max(load_front + 0.95, cab_back + 1.35),
        fairing_top_m=3.75,
    )
    draw_tractor(paths, tractor)
    if vehicle.container is None:
        return draw_van(paths, load_front, rear - 0.08, random)
    return draw_container(paths, load_front, (box, height), random)


def _draw_car(paths: PathMap, front: float, rear: float) -> None:
    """A car or light van with nobody inside."""
    length = rear - front
    outline = [
        (front + 0.05, 0.45), (front, 0.75), (front + 0.2, 0.95), (front + 0.26 * length, 1.08),
        (front + 0.40 * length, 1.52), (front + 0.72 * length, 1.56), (rear - 0.15, 1.12),
        (rear, 0.95), (rear - 0.02, 0.45),
    ]  # fmt: skip
    for z_m in (0.35, 2.1):
        paths.sheet(Material.IRON, 0.9, outline, z_m)
        paths.sheet(Material.ORGANIC, 0.8, outline, z_m)
        paths.line(Material.IRON, 5.0, [*outline, outline[0]], z_m, thick_px=3)
    engine = Block(x=(front + 0.45, front + 1.05), y=(0.45, 0.9), z=(0.9, 1.5))
    paths.box(Material.IRON, 2.1, engine)
    for z in ((0.5, 0.95), (1.5, 1.95)):
        for at in (0.42, 0.62):
            seat = front + at * length
            paths.box(Material.ORGANIC, 0.10, Block(x=(seat, seat + 0.45), y=(0.55, 0.75), z=z))
            back = [(seat + 0.4, 0.7), (seat + 0.5, 1.3)]
            paths.line(Material.ORGANIC, 5, back, sum(z) / 2, thick_px=18)
            paths.line(Material.IRON, 6, back, sum(z) / 2, thick_px=3)
    tank = Block(x=(rear - 1.5, rear - 0.9), y=(0.32, 0.52), z=(0.7, 1.7))
    paths.box(Material.ORGANIC, 0.7, tank)
    for at in (front + 0.85, rear - 0.85):
        for z in ((0.35, 0.57), (1.9, 2.12)):
            centre = (at, 0.33)
            paths.disc(Material.ORGANIC, 1.0, centre, (0.22, 0.33), (z[0], z[0] + 0.08))
            paths.disc(Material.MINERAL, 2.0, centre, (0.0, 0.22), (z[0], z[0] + 0.03))
            paths.disc(Material.IRON, 5.0, centre, (0.0, 0.12), z)


def _draw_pot(paths: PathMap, bay: Bay, at_m: float) -> None:
    """A lead pot such as a source travels in, among the cargo."""
    left = min(max(at_m, bay.x[0] + 0.3), bay.x[1] - 0.3) - POT_SIDE_M / 2
    bottom, near = bay.y[0] + 0.42, (bay.z[0] + bay.z[1]) / 2 - POT_SIDE_M / 2
    outer = Block(
        x=(left, left + POT_SIDE_M),
        y=(bottom, bottom + POT_SIDE_M),
        z=(near, near + POT_SIDE_M),
    )
    inner = Block(
        x=(outer.x[0] + POT_WALL_M, outer.x[1] - POT_WALL_M),
        y=(outer.y[0] + POT_WALL_M, outer.y[1] - POT_WALL_M),
        z=(outer.z[0] + POT_WALL_M, outer.z[1] - POT_WALL_M),
    )
    paths.box(Material.LEAD, 11.34, outer)
    paths.box(Material.LEAD, -11.34, inner)
    paths.box(Material.IRON, 7.85, Block(x=inner.x, y=inner.y, z=(near + 0.1, near + 0.16)))


def _draw_ground(paths: PathMap, random: Generator) -> None:
    """The road and the ramp plates: nothing passes, and the edge is not quite straight."""
    geometry = paths.geometry
    first = round(geometry.row(0.0, geometry.middle_m))
    paths.paths_g_cm2[Material.MINERAL, first:] += 600
    edge = np.repeat(random.random(geometry.width_px // 90 + 1) < 0.35, 90)[: geometry.width_px]
    paths.paths_g_cm2[Material.IRON, first - 2 : first, edge] += 60
