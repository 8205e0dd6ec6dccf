"""The roof: settings, urls, entry points and composition, the only module that knows all."""
