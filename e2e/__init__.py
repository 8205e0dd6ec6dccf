"""The product in a real browser: a real server on a throwaway database with the demo company."""
