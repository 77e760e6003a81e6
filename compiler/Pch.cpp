#include "compiler/Pch.h"
