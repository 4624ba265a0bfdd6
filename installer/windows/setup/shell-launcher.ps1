# The desktop of one account is one program (Shell Launcher; Enterprise, Education, IoT Enterprise).
# -Remove takes that back. Documented at WESL_UserSetting. Run as administrator.
[CmdletBinding(DefaultParameterSetName = 'Set')]
param(
    [Parameter(Mandatory = $true)] [string] $Account,
    [Parameter(Mandatory = $true, ParameterSetName = 'Set')] [string] $Command,
    [Parameter(Mandatory = $true, ParameterSetName = 'Remove')] [switch] $Remove
)
$ErrorActionPreference = 'Stop'
$Feature = 'Client-EmbeddedShellLauncher'
$Restart = 0 # what happens when the program ends: it is started again

$Id = (New-Object System.Security.Principal.NTAccount($Account)).Translate(
    [System.Security.Principal.SecurityIdentifier]).Value

if (-not $Remove) {
    $state = (Get-WindowsOptionalFeature -Online -FeatureName $Feature).State
    if ($state -ne 'Enabled') {
        Enable-WindowsOptionalFeature -Online -FeatureName $Feature -All -NoRestart | Out-Null
    }
}
$class = [wmiclass] '\\.\root\standardcimv2\embedded:WESL_UserSetting'
if ($Remove) {
    try { $class.RemoveCustomShell($Id) | Out-Null } catch { Write-Output 'There was no shell of ours.' }
    exit 0
}
# Everybody else keeps the desktop.
$class.SetDefaultShell('explorer.exe', $Restart) | Out-Null
try { $class.RemoveCustomShell($Id) | Out-Null } catch { Write-Verbose 'There was none before.' }
$class.SetCustomShell($Id, $Command, $null, $null, $Restart) | Out-Null
$class.SetEnabled($true) | Out-Null
Write-Output "The desktop of $Account is the program."
