"""Is an answer what a dialogue expected of it? Pure: for `hotline evaluate` and for the editors' bench alike."""
