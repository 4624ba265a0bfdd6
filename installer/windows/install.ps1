# Makes this Windows PC a kiosk: checks the installer beside this file, runs it, says what happened.
#   powershell -ExecutionPolicy Bypass -File install.ps1 [-Installer kiosk-X-windows.exe] [-Uninstall] [-Restart]
[CmdletBinding()]
param(
    [string] $Installer,
    [switch] $Uninstall,
    [switch] $Restart
)
$ErrorActionPreference = 'Stop'

function Stop-WithSentence([string] $Sentence) {
    Write-Host $Sentence -ForegroundColor Red
    exit 1
}

function Find-Installer {
    $found = Get-ChildItem -Path $PSScriptRoot -Filter 'kiosk-*-windows.exe' | Sort-Object LastWriteTime
    if (-not $found) { Stop-WithSentence "There is no kiosk-*-windows.exe beside this file." }
    return $found[-1].FullName
}

function Test-Checksum([string] $File) {
    $sums = "$File.sha256"
    if (-not (Test-Path $sums)) { Stop-WithSentence "$sums is missing: fetch it with the installer." }
    $expected = ((Get-Content $sums -First 1) -split '\s+')[0]
    $actual = (Get-FileHash -Algorithm SHA256 $File).Hash
    if ($actual -ne $expected) { Stop-WithSentence "$File is damaged: fetch it again." }
}

$me = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Stop-WithSentence 'Run this as administrator (right click: Run as administrator).'
}
if ($Uninstall) {
    $key = 'HKLM:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Kiosk'
    if (-not (Test-Path $key)) { Stop-WithSentence 'The kiosk is not installed here.' }
    $program = Join-Path (Get-ItemProperty $key).InstallLocation 'uninstall.exe'
} else {
    $program = if ($Installer) { (Resolve-Path $Installer).Path } else { Find-Installer }
    Test-Checksum $program
}
$done = Start-Process -FilePath $program -ArgumentList '/S' -Wait -PassThru
if ($done.ExitCode -ne 0) {
    Stop-WithSentence "That did not work (status $($done.ExitCode)). Run $program without /S to see why."
}
if ($Uninstall) {
    Write-Host 'This PC is what it was before. Restart it.'
} else {
    Write-Host 'This PC is a kiosk. After the restart it comes up by itself.'
}
if ($Restart) { Restart-Computer -Force }
