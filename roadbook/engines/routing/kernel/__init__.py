"""The search in machine code: plain whole-number arrays in, plain arrays out."""
