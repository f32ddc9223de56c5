"""How the shipped model was made: data, training, export; not imported by the package."""
