; Reskill for one user, without an administrator: makensis -DFOLDER=... -DVERSION=... -DOUT=... -DSIZE=kilobytes installer.nsi
; Silent: Reskill-VERSION-setup.exe /S [/D=folder]. What a user has made lies elsewhere and is never touched.

Unicode true
Target amd64-unicode ; of 64 bits, as the program
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetDateSave off
!include MUI2.nsh
!include FileFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Reskill"
Name "Reskill ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Reskill"
InstallDirRegKey HKCU "Software\Reskill" "Folder"
BrandingText "Reskill ${VERSION}"

!define MUI_ICON "reskill.ico"
!define MUI_UNICON "reskill.ico"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\Reskill.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

; A program that runs holds its file: nothing is then changed, rather than half of it.
!macro StopWhereItRuns un
Function ${un}StopWhereItRuns
  IfFileExists "$INSTDIR\Reskill.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\Reskill.exe" a
  IfErrors 0 +4
    MessageBox MB_OK|MB_ICONEXCLAMATION "Reskill is running. Close it and try again." /SD IDOK
    SetErrorLevel 3
    Quit
  FileClose $0
free:
FunctionEnd
!macroend
!insertmacro StopWhereItRuns ""
!insertmacro StopWhereItRuns "un."

Section
  Call StopWhereItRuns
  RMDir /r "$INSTDIR\app" ; an upgrade leaves no module of the old version behind
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Reskill.lnk" "$INSTDIR\Reskill.exe"

  WriteRegStr HKCU "Software\Reskill" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.reskill" "" "Reskill.Project"
  WriteRegStr HKCU "Software\Classes\Reskill.Project" "" "Reskill project"
  WriteRegStr HKCU "Software\Classes\Reskill.Project\DefaultIcon" "" "$INSTDIR\Reskill.exe,0"
  WriteRegStr HKCU "Software\Classes\Reskill.Project\shell\open\command" "" '"$INSTDIR\Reskill.exe" app "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Reskill"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Reskill.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "${SIZE}"
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section Uninstall
  Call un.StopWhereItRuns
  RMDir /r "$INSTDIR\app"
  Delete "$INSTDIR\Reskill.exe"
  Delete "$INSTDIR\reskill-console.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\READ ME FIRST.txt"
  Delete "$INSTDIR\THIRD-PARTY NOTICES.txt"
  Delete "$INSTDIR\bill-of-materials.cdx.json"
  Delete "$INSTDIR\files-and-licences.csv"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR" ; only when nobody put anything else there
  Delete "$SMPROGRAMS\Reskill.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Reskill"
  DeleteRegKey HKCU "Software\Classes\Reskill.Project"
  ReadRegStr $0 HKCU "Software\Classes\.reskill" ""
  StrCmp $0 "Reskill.Project" 0 +2
    DeleteRegKey HKCU "Software\Classes\.reskill"
SectionEnd
