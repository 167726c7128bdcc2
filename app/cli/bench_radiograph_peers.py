"""The same two looks at the same image in other viewers: all of it, and one pixel on one pixel."""

from importlib.util import find_spec

from PySide6.QtWidgets import QApplication

from app.cli.bench_radiograph_frames import VIEW_PX, Frame
from app.radiography.pyramid import Pixels

NEAR_AT = (3000, 500)


def pyqtgraph_frames(image: Pixels) -> dict[str, Frame]:
    """Frames of pyqtgraph's ImageItem."""
    import pyqtgraph

    def window(*, near: bool) -> Frame:
        view = pyqtgraph.GraphicsView()
        box = pyqtgraph.ViewBox(lockAspect=True, invertY=True, enableMenu=False)
        view.setCentralItem(box)
        item = pyqtgraph.ImageItem(image, axisOrder="row-major", levels=(0, 40_000))
        box.addItem(item)
        view.resize(*VIEW_PX)
        view.show()
        QApplication.processEvents()
        left, top = NEAR_AT
        if near:
            box.setRange(xRange=(left, left + VIEW_PX[0]), yRange=(top, top + VIEW_PX[1]))
        else:
            box.autoRange(padding=0)

        def frame(index: int) -> None:
            item.setLevels((index % 500, 30_000 + 20 * (index % 500)))
            view.viewport().repaint()

        return frame

    return {
        "pyqtgraph_window_fit": window(near=False),
        "pyqtgraph_window_near": window(near=True),
    }


def napari_frames(image: Pixels) -> dict[str, Frame]:
    """Frames of napari where it is installed, else none. It needs a display with OpenGL."""
    if find_spec("napari") is None or QApplication.platformName() == "offscreen":
        return {}
    import napari  # type: ignore[import-not-found,unused-ignore]  # not among our dependencies

    def window(*, near: bool) -> Frame:
        viewer = napari.Viewer(show=False)
        layer = viewer.add_image(image, contrast_limits=(0, 40_000), multiscale=False)
        canvas = viewer.window._qt_viewer.canvas.native  # noqa: SLF001 - no public way to it
        viewer.window._qt_window.resize(*VIEW_PX)  # noqa: SLF001 - nor to its size
        viewer.window.show()
        canvas.setMinimumSize(*VIEW_PX)
        QApplication.processEvents()
        if near:
            left, top = NEAR_AT
            viewer.camera.zoom = 1
            viewer.camera.center = (top + VIEW_PX[1] / 2, left + VIEW_PX[0] / 2)
        QApplication.processEvents()

        def frame(index: int) -> None:
            layer.contrast_limits = (index % 500, 30_000 + 20 * (index % 500))
            canvas.repaint()

        return frame

    return {"napari_window_fit": window(near=False), "napari_window_near": window(near=True)}
