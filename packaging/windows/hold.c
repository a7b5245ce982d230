/* Holds a file as Excel does: nobody else may write, move or remove it, until standard input ends. For trials only. */

#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **given)
{
    HANDLE file = CreateFileW(given[count - 1], GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 2;
    puts("held");
    fflush(stdout);
    getchar();
    return 0;
}
