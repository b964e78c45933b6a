#!/bin/sh
# Runs the program as it is.
while [ "${1#-}" != "$1" ]; do shift; done
exec "$@"
