import SyncRules

/// How a part of a rule that differs is said.
enum PartPhrase {
    static func phrase(_ part: RuleChange.Part) -> Phrase {
        switch (part.from, part.to) {
        case (let from?, let to?): "\(part.name): \(from) → \(to)"
        case (let from?, nil): "− \(part.name): \(from)"
        case (nil, let to?): "+ \(part.name): \(to)"
        case (nil, nil): "\(part.name)"
        }
    }
}
