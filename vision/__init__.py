"""What does the photo show? Facts, no opinion."""

import os

# onnxruntime tells its maker of each process and model, unless it is told not to before
# it is loaded. Nobody is to hear of what a school reads, or that it does.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
