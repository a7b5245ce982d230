"""What puts an offered next job after the first steps, by subject; `ordered` has the order in which it is told."""
