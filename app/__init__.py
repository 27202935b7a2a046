"""The only place that wires."""

import warnings

# A server account has no desktop session; the packaged PostgreSQL then keeps its socket beside the data, as it should.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
