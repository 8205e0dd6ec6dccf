"""Installs the composition once Django has loaded every table."""

from django.apps import AppConfig


class RoadbookConfig(AppConfig):
    """The product as one Django application."""

    name = "roadbook.config"
    label = "roadbook"

    def ready(self) -> None:
        from roadbook.config.composition import install

        install()
