; The Windows installer. build.sh defines VERSION (of the product), FILEVERSION (four numbers), TREE (folder
; with versions\VERSION) and OUT. Per machine, 64 bits, silent with /S; the exit status is 0 only if all went well.
; Versions lie side by side; "current" is a junction, as on Linux it is a link.
Unicode true
Target amd64-unicode
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif
RequestExecutionLevel admin
ManifestSupportedOS all ; without it Windows tells its version as 8
Name "Kiosk ${VERSION}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Kiosk"
BrandingText " "
ShowInstDetails show
ShowUninstDetails show
VIProductVersion "${FILEVERSION}"
VIAddVersionKey ProductName "Kiosk"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${FILEVERSION}"
VIAddVersionKey FileDescription "Meeting kiosk for bridge points"
VIAddVersionKey LegalCopyright "MIT"

!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Kiosk"
!define PYTHON "$INSTDIR\versions\${VERSION}\python.exe"

Var Bare ; with /BARE only the files are placed: nothing of this PC is changed (updates, tests)

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!macro Refuse TEXT
  DetailPrint "${TEXT}"
  IfSilent +2
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}"
  SetErrorLevel 2
  Quit
!macroend

; What does not go must be seen, also by whoever runs it silently.
!macro Fail TEXT
  DetailPrint "${TEXT}"
  SetErrorLevel 1
  IfSilent +2
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}"
  Abort "${TEXT}"
!macroend

Function .onInit
  SetRegView 64
  ${IfNot} ${RunningX64}
    !insertmacro Refuse "A 64-bit Windows 10 or 11 is needed."
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    !insertmacro Refuse "Windows 10 or 11 is needed."
  ${EndIf}
  StrCpy $Bare 0
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/BARE" $1
  ${IfNot} ${Errors}
    StrCpy $Bare 1
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

Section "Kiosk"
  SetOutPath "$INSTDIR"
  ; A version of this name that was left half placed does not stay under the new one.
  RMDir /r "$INSTDIR\versions\${VERSION}"
  File /r "${TREE}\versions"
  IfFileExists "${PYTHON}" placed
    !insertmacro Fail "The files could not be placed: is the disk full?"
  placed:
  nsExec::ExecToLog '"${PYTHON}" -B -m kiosk --version'
  Pop $0
  ${If} $0 != 0
    !insertmacro Fail "The program does not start on this Windows (status $0)."
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Kiosk"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  ${If} $Bare == 0
    ; A junction, not a copy: switching it is quick, and the old version stays whole.
    RMDir "$INSTDIR\current"
    nsExec::ExecToLog 'cmd.exe /c mklink /J "$INSTDIR\current" "$INSTDIR\versions\${VERSION}"'
    Pop $0
    ${If} $0 != 0
      !insertmacro Fail "The new version could not be made the current one (status $0)."
    ${EndIf}
    nsExec::ExecToLog '"${PYTHON}" -B -m kiosk windows --apply --folder "$INSTDIR"'
    Pop $0
    ${If} $0 != 0
      !insertmacro Fail "This PC could not be set up as a kiosk: see above (status $0)."
    ${EndIf}
    SetRebootFlag true
  ${EndIf}
  SetErrorLevel 0
SectionEnd

Section "Uninstall"
  ; Everything that was changed is put back while the program is still there to do it.
  nsExec::ExecToLog 'schtasks.exe /End /TN \Kiosk\Guard'
  Pop $0
  IfFileExists "$INSTDIR\current\python.exe" 0 gone
    nsExec::ExecToLog '"$INSTDIR\current\python.exe" -B -m kiosk windows --undo'
    Pop $0
    ${If} $0 != 0
      DetailPrint "Not everything could be put back (status $0): see above."
      SetErrorLevel 1
    ${EndIf}
  gone:
  RMDir "$INSTDIR\current"
  RMDir /r /REBOOTOK "$INSTDIR\versions"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
