/* What Swift needs of libexpat. All of it can be imported as it is; the file names the header, whose place differs. */
#pragma once

#include <expat.h>
