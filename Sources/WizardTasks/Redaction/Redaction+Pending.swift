extension Redaction {
    /// Pending exports without names: who, which attributes, which values, which rules.
    ///
    /// Operations, counts, kinds of changes and whether signing in is concerned stay. The order is that of pseudonyms.
    public func redact(_ review: PendingReview) -> PendingReview {
        PendingReview(
            changes: review.changes.map(change).sorted {
                (PendingReview.rank($0.operation, $0.affectsSignIn), $0.label, $0.anchor)
                    < (PendingReview.rank($1.operation, $1.affectsSignIn), $1.label, $1.anchor)
            },
            names: [:],
            isStaging: review.isStaging,
            notes: notes(review.notes)
        )
    }

    /// How much waits to be written back to a forest, without names.
    public func redact(_ forest: WriteBackListing.Forest) -> WriteBackListing.Forest {
        WriteBackListing.Forest(
            name: name(.forest, forest.name),
            waiting: Dictionary(forest.waiting.map { (name(.objectClass, $0.key), $0.value) }, uniquingKeysWith: +),
            unconfirmed: forest.unconfirmed
        )
    }

    /// The comparison of pending exports without names.
    public func redact(_ comparison: PendingComparison) -> PendingComparison {
        PendingComparison(
            first: name(.source, comparison.first),
            second: name(.source, comparison.second),
            same: comparison.same,
            objects: comparison.objects.map { object in
                PendingComparison.Object(
                    label: name(.person, object.label),
                    anchor: name(.value, object.anchor),
                    objectClass: name(.objectClass, object.objectClass),
                    first: object.first,
                    second: object.second,
                    differences: object.differences.map { difference in
                        PendingComparison.Difference(
                            attribute: name(.attribute, difference.attribute),
                            first: difference.first.map(values),
                            firstRemoved: difference.firstRemoved.map(values),
                            firstKeepsOthers: difference.firstKeepsOthers,
                            second: difference.second.map(values),
                            secondRemoved: difference.secondRemoved.map(values),
                            secondKeepsOthers: difference.secondKeepsOthers,
                            rule: difference.rule.map { name(.rule, $0) }
                        )
                    }.sorted { $0.attribute < $1.attribute }
                )
            }.sorted {
                (PendingComparison.rank($0), $0.label, $0.anchor) < (PendingComparison.rank($1), $1.label, $1.anchor)
            },
            remarks: comparison.remarks
        )
    }

    /// The figures of such a comparison without names.
    public func redact(_ summary: PendingComparisonSummary) -> PendingComparisonSummary {
        summary.renamed { attribute in
            PendingComparisonSummary.Attribute(
                name: name(.attribute, attribute.name),
                rule: attribute.rule.map { name(.rule, $0) }
            )
        }
    }

    /// A calibration without names.
    public func redact(_ calibration: Calibration) -> Calibration {
        Calibration(
            file: name(.source, calibration.file),
            compared: calibration.compared,
            missing: calibration.missing.map { name(.person, $0) }.sorted(),
            kept: calibration.kept.map { name(.person, $0) }.sorted(),
            withoutValues: calibration.withoutValues,
            attributes: calibration.attributes.map { score($0, .attribute) },
            rules: calibration.rules.map { score($0, .rule) },
            differences: calibration.differences.map { difference in
                Calibration.Difference(
                    label: name(.person, difference.label),
                    anchor: name(.value, difference.anchor),
                    attribute: name(.attribute, difference.attribute),
                    server: values(difference.server),
                    dryad: values(difference.dryad),
                    rule: difference.rule.map { name(.rule, $0) }
                )
            },
            notes: notes(calibration.notes)
        )
    }

    /// A kind of change; what it says of addresses and of truths are values, as they are where they stand alone.
    func pattern(_ pattern: String) -> String {
        let parts = pattern.split(separator: " → ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return pattern }
        return parts.map { name(.value, $0) }.joined(separator: " → ")
    }

    private func change(_ change: PendingChange) -> PendingChange {
        let rule = change.rule.map { name(.rule, $0) }
        var cause = change.cause
        if let rule {
            cause = change.operation == "delete" ? "out of scope: \(rule)" : rule
        } else if let becoming = change.cause.flatMap({ ClassChangeCause($0) }) {
            cause = ClassChangeCause(to: name(.objectClass, becoming.objectClass)).text
        }
        return PendingChange(
            operation: change.operation,
            objectClass: name(.objectClass, change.objectClass),
            anchor: name(.value, change.anchor),
            label: name(.person, change.label),
            dn: name(.place, change.dn),
            cause: cause,
            rule: rule,
            connector: change.connector.map { name(.forest, $0) },
            affectsSignIn: change.affectsSignIn,
            attributes: change.attributes.map { name(.attribute, $0) }.sorted(),
            values: change.values.map { PendingChange.Value($0, redacted: self) }
                .sorted { $0.attribute < $1.attribute },
            forest: change.forest.map { name(.forest, $0) }
        )
    }

    private func score(_ score: Calibration.Score, _ kind: PlanName) -> Calibration.Score {
        Calibration.Score(
            name: name(kind, score.name),
            rule: score.rule.map { name(.rule, $0) },
            same: score.same,
            different: score.different,
            onlyServer: score.onlyServer,
            onlyDryad: score.onlyDryad
        )
    }

    private func values(_ values: [String]) -> [String] { values.map { name(.value, $0) }.sorted() }

    /// Sentences name forests and servers; how many there are is all that stays.
    func notes(_ notes: [String]) -> [String] {
        notes.isEmpty ? [] : ["\(notes.count) remarks on how this was read are left out."]
    }
}
