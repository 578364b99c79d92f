"""Exchange: the columns that other event data use, written from records and read into them."""
