/// Compares run profiles by name; the order of their steps decides.
enum RunProfileComparison {
    static func changes(_ pair: ConnectorPairing.Pair) -> [ServerChange] {
        let (old, new) = (profiles(pair.old), profiles(pair.new))
        return Set(old.keys).union(new.keys).flatMap { key -> [ServerChange] in
            guard let before = old[key], let after = new[key], before.steps.count == after.steps.count else {
                let name = (new[key] ?? old[key])?.name ?? key
                return [change(name, pair.name, old[key].map(text), new[key].map(text))]
            }
            return zip(before.steps, after.steps).enumerated().flatMap { number, steps in
                Set(steps.0.keys).union(steps.1.keys).compactMap { key in
                    guard steps.0[key]?.lowercased() != steps.1[key]?.lowercased() else { return nil }
                    let subject = "\(after.name), step \(number + 1), \(key)"
                    return change(subject, pair.name, steps.0[key], steps.1[key])
                }
            }
        }
    }

    /// A run profile with the names of partitions in place of their GUIDs.
    private struct Profile {
        let name: String
        let steps: [[String: String]]
    }

    private static func profiles(_ connector: ExportedConnector) -> [String: Profile] {
        let partitions = Dictionary(
            connector.partitions.map { ($0.identifier, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
        return Dictionary(
            connector.runProfiles.map { profile in
                let steps = profile.stepSettings.map { step in
                    step.mapValues { value in
                        ExchangeGUID.normal(value).flatMap { partitions[$0] }.map(ValueMeaning.name) ?? value
                    }.filter { !$0.value.isEmpty }
                }
                return (profile.name.lowercased(), Profile(name: profile.name, steps: steps))
            },
            uniquingKeysWith: { first, second in Profile(name: first.name, steps: first.steps + second.steps) }
        )
    }

    private static func text(_ profile: Profile) -> String {
        profile.steps.map { step in
            let type = step["step-type@type"] ?? "step"
            return step["partition"].map { "\(type) of \($0)" } ?? type
        }.joined(separator: "; ")
    }

    private static func change(_ subject: String, _ connector: String, _ from: String?, _ to: String?) -> ServerChange {
        ServerChange(.runs, .runProfile, subject, connector: connector, from: from, to: to)
    }
}
