"""Where orders are carried out. Every executor passes the same conformance tests."""
