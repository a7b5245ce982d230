/* Starts the Python that lies in the folder `app` beside this program, with Reskill as its script.

   Libraries are looked for in that folder and in the system's, never in the current one or on the path, so that a
   workbook opened from a share cannot bring a library of its own. */

#define WIN32_LEAN_AND_MEAN
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32768 /* characters of a path, the most that Windows allows */

typedef int (*PythonMain)(int, wchar_t **);

static int refuse(const wchar_t *what)
{
    static wchar_t text[LONGEST + 200];
    _snwprintf(text, LONGEST + 199, L"Reskill cannot start: %ls\n\nUnpack the whole folder again, and keep its files together.", what);
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", text);
#else
    MessageBoxW(NULL, text, L"Reskill", MB_OK | MB_ICONERROR);
#endif
    return 2;
}

static int start(int count, wchar_t **given)
{
    static wchar_t program[LONGEST], library[LONGEST], script[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST);
    if (length == 0 || length >= LONGEST - 64)
        return refuse(L"the path to its folder is too long.");
    wchar_t *name = wcsrchr(program, L'\\') + 1;
    int folder = (int)(name - program);
    _snwprintf(library, LONGEST, L"%.*lsapp\\" PYTHON, folder, program);
    _snwprintf(script, LONGEST, L"%.*lsapp\\start.py", folder, program);

    SetDllDirectoryW(L"");
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!python)
        return refuse(library);
    PythonMain run = (PythonMain)(void (*)(void))GetProcAddress(python, "Py_Main");
    if (!run)
        return refuse(library);

    wchar_t **arguments = calloc(count + 4, sizeof *arguments);
    if (!arguments)
        return refuse(L"there is no memory left.");
    int n = 0;
    arguments[n++] = program;
    arguments[n++] = L"-X";
    arguments[n++] = L"utf8";
    arguments[n++] = script;
    for (int i = 1; i < count; i++)
        arguments[n++] = given[i];
    return run(n, arguments);
}

int wmain(int count, wchar_t **given)
{
    return start(count, given);
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}
#endif
