"""Files that come with messages: checked by content, written anew or refused, kept outside the web root, shown to who may see them."""
