## Around every page

skip-to-content = Skip to content
rehearsal = Rehearsal.
rehearsal-means = This is no real e-Box: everything is invented and nothing has consequences.
environment-means = Test environment { $environment }: this is no real e-Box.
language-switch = Language
navigation = Sections
part-messages = Messages
part-manage = Manage e-Box
sign-out = Sign out
footer = e-Box Enterprise: the electronic letter box of your enterprise.
to-the-start = Go to the start
download = Download
