"""Calls that Asterisk brings over TCP as plain sound: its AudioSocket() application, or a channel dialled as AudioSocket/…"""
