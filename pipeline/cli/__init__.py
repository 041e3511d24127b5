"""The command line, a file for each command. Heavy parts are imported inside the commands."""
