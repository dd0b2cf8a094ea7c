"""Screenplays in Fountain, read line by line and written again as a Storyboard script."""
