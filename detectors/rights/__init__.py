"""RGT: whether users can see, correct and delete what is held of them, take consent back, and complain."""
