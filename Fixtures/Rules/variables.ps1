# Written by a tool that names what it finds out first.
$connectorName = 'grove.example'
$connectorId = [string](Get-ADSyncConnector -Name $connectorName).Identifier

$syncRuleName = 'Grove - Badges of gardeners' # only told
Write-Host "Rule '$syncRuleName' of '$connectorName'"

New-ADSyncRule `
-Name @'
Grove - Badges of gardeners
'@ `
-Identifier '{7A1B2C3D-0001-4000-8000-00000000ABCD}' `
-Description @'
The gardener's badge
'@ `
-Direction 'Inbound' `
-Precedence '41' `
-SourceObjectType 'user' `
-TargetObjectType 'person' `
-Connector $connectorId `
-LinkType 'Join' `
-SoftDeleteExpiryInterval '00:00:00' `
-ImmutableTag '' `
-EnablePasswordSync `
-Disabled `
-OutVariable syncRule | Out-Null

Add-ADSyncAttributeFlowMapping `
-SynchronizationRule $syncRule[0] `
-Source @('badge') `
-Destination 'extensionAttribute3' `
-FlowType 'Direct' `
-ValueMergeType 'Update' `
-OutVariable syncRule | Out-Null

Add-ADSyncAttributeFlowMapping `
-SynchronizationRule $syncRule[0] `
-Source @('grove') `
-Destination 'extensionAttribute4' `
-FlowType 'Constant' `
-ValueMergeType 'MergeCaseInsensitive' `
-ExecuteOnce `
-OutVariable syncRule | Out-Null

Add-ADSyncAttributeFlowMapping `
-SynchronizationRule $syncRule[0] `
-Source @('badge', 'cn') `
-Destination 'extensionAttribute5' `
-FlowType 'Expression' `
-ValueMergeType 'Update' `
-Expression @'
IIF(IsPresent([badge]),
  "it's $" & [badge],
  [cn])
'@ `
-OutVariable syncRule | Out-Null

New-Object `
-TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' `
-ArgumentList 'department', 'Garden', 'EQUAL' `
-OutVariable condition0 | Out-Null

New-Object `
-TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' `
-ArgumentList 'badge', '', 'ISNOTNULL' `
-OutVariable condition1 | Out-Null

Add-ADSyncScopeConditionGroup `
-SynchronizationRule $syncRule[0] `
-ScopeConditions @($condition0[0],$condition1[0]) `
-OutVariable syncRule | Out-Null

New-Object `
-TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition' `
-ArgumentList 'badge', 'badgeNumber', $true `
-OutVariable condition0 | Out-Null

Add-ADSyncJoinConditionGroup `
-SynchronizationRule $syncRule[0] `
-JoinConditions @($condition0[0]) `
-OutVariable syncRule | Out-Null

Add-ADSyncRule -SynchronizationRule $syncRule[0] | Out-Null
