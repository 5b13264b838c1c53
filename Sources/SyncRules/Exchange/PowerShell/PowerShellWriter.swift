/// Writes a rule as commands.
enum PowerShellWriter {
    static func write(_ rule: PortableRule) -> String {
        var commands = [creation(rule)]
        commands += rule.mappings.map { mapping($0) }
        for group in rule.scope {
            let lists = group.map { "\(quoted($0.attribute)),\(quoted($0.value)),\(quoted($0.comparison.rawValue))" }
            commands += conditions(lists, "Scope")
        }
        for group in rule.joins {
            let lists = group.map {
                "\(quoted($0.connectorAttribute)),\(quoted($0.metaverseAttribute)),\($0.isCaseSensitive ? "$true" : "$false")"
            }
            commands += conditions(lists, "Join")
        }
        commands.append(command("Add-ADSyncRule", ["-SynchronizationRule $syncRule[0]"]))
        if let identifier = rule.identifier {
            commands.append(command("Get-ADSyncRule", ["-Identifier \(quoted(identifier))"]))
        }
        return commands.joined(separator: "\n\n\n") + "\n"
    }

    private static func creation(_ rule: PortableRule) -> String {
        var lines = ["-Name \(quoted(rule.name))"]
        if let identifier = rule.identifier { lines.append("-Identifier \(quoted(identifier))") }
        let hasExpiry = rule.softDeleteExpiry != "00:00:00"
        lines += [
            "-Description \(quoted(rule.description))",
            "-Direction \(quoted(rule.direction.rawValue))",
            "-Precedence \(rule.precedence)",
            "-PrecedenceAfter \(quoted(rule.precedenceAfter))",
            "-PrecedenceBefore \(quoted(rule.precedenceBefore))",
            "-SourceObjectType \(quoted(rule.sourceObjectType))",
            "-TargetObjectType \(quoted(rule.targetObjectType))",
            "-Connector \(quoted(rule.connector))",
            "-LinkType \(quoted(rule.link.rawValue))",
            "-SoftDeleteExpiryInterval \(hasExpiry ? quoted(rule.softDeleteExpiry) : "0")",
            "-ImmutableTag \(quoted(rule.immutableTag))",
        ]
        // The editor writes two blanks behind what has no value, as behind the command's name.
        if rule.synchronizesPasswords { lines.append("-EnablePasswordSync ") }
        if rule.isDisabled { lines.append("-Disabled ") }
        lines.append("-OutVariable syncRule")
        return command("New-ADSyncRule", lines)
    }

    private static func mapping(_ mapping: PortableMapping) -> String {
        var lines = ["-SynchronizationRule $syncRule[0]"]
        let sources = mapping.constant.map { [$0] } ?? mapping.sources
        if !sources.isEmpty { lines.append("-Source @(\(sources.map { quoted($0) }.joined(separator: ",")))") }
        lines += [
            "-Destination \(quoted(mapping.destination))",
            "-FlowType \(quoted(word(mapping.kind)))",
            "-ValueMergeType \(quoted(mapping.merge.rawValue))",
        ]
        if mapping.isOnce { lines.append("-ExecuteOnce ") }
        if let expression = mapping.expression { lines.append("-Expression \(quoted(expression))") }
        lines.append("-OutVariable syncRule")
        return command("Add-ADSyncAttributeFlowMapping", lines)
    }

    private static func word(_ kind: PortableMapping.Kind) -> String {
        switch kind {
        case .direct: "Direct"
        case .constant: "Constant"
        case .expression: "Expression"
        }
    }

    private static func conditions(_ lists: [String], _ kind: String) -> [String] {
        let type = "Microsoft.IdentityManagement.PowerShell.ObjectModel.\(kind)Condition"
        var commands = lists.enumerated().map { place, list in
            command(
                "New-Object",
                ["-TypeName '\(type)'", "-ArgumentList \(list)", "-OutVariable condition\(place)"]
            )
        }
        let names = lists.indices.map { "$condition\($0)[0]" }.joined(separator: ",")
        commands.append(
            command(
                "Add-ADSync\(kind)ConditionGroup",
                ["-SynchronizationRule $syncRule[0]", "-\(kind)Conditions @(\(names))", "-OutVariable syncRule"]
            )
        )
        return commands
    }

    private static func command(_ name: String, _ lines: [String]) -> String {
        (["\(name) "] + lines).joined(separator: " `\n")
    }

    /// PowerShell takes typographic quotes for straight ones, so that they are doubled too.
    private static func quoted(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" || ("\u{2018}"..."\u{201B}").contains(scalar) { result.unicodeScalars.append(scalar) }
            result.unicodeScalars.append(scalar)
        }
        return result + "'"
    }
}
