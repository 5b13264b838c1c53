<#
  The way people write it: a variable for the number, a table for what is long, one line for what is short.
#>
import-module ADSync
[int] $number = 41
$new = @{
    Name = "Grove - Badges of gardeners"; Description = "The gardener's badge"
    Direction = 'inbound'
    Precedence = $number
    SourceObjectType = 'user'
    TargetObjectType = "person"
    Connector = [guid]'5C0FFEE5-0002-4000-8000-00000000ABCD'
}
$rule = new-adsyncrule @new -LinkType Join -Disabled:$true -EnablePasswordSync
Add-ADSyncAttributeFlowMapping -SynchronizationRule $rule -Source badge -Destination extensionAttribute3 -FlowType Direct | Out-Null
$rule | Add-ADSyncAttributeFlowMapping -Source @("grove") -Destination 'extensionAttribute4' -FlowType Constant -ValueMergeType mergecaseinsensitive -ExecuteOnce
$attribute = 'badge'
Add-ADSyncAttributeFlowMapping -sync $rule -Source $attribute, 'cn' -Dest 'extensionAttribute5' -Expression @"
IIF(IsPresent([$attribute]),
  "it's `$" & [$($attribute)],
  [cn])
"@
$a = New-Object Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition -ArgumentList 'department',"Garden",'EQUAL'
$b = New-Object -TypeName Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition -ArgumentList 'badge','','ISNOTNULL'
Add-ADSyncScopeConditionGroup -SynchronizationRule $rule -ScopeConditions $a,$b; $j = New-Object Microsoft.IdentityManagement.PowerShell.ObjectModel.JoinCondition -ArgumentList badge,badgeNumber,$true
Add-ADSyncJoinConditionGroup -SynchronizationRule $rule -JoinConditions @($j)
Add-ADSyncRule -SynchronizationRule $rule
