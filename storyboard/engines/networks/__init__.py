"""Networks that other engines run: enlarging ones and such. Only here are their libraries imported."""
