"""What every figure is drawn on: sheet, axes, scales, curves and looks."""
