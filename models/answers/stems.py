from models.arabic.stems import *
from models.arabic.stems import ARTICLES, frequency, root, stem
