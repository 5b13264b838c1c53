/// Makes something of each of many parts, some of them side by side, and takes it in the order of the parts.
enum OrderedParts {
    /// Makes at most so many at once, and holds no more than that; `make` is told the part's number.
    ///
    /// The first failure ends it, of a part or of `take`; what is under way then is cancelled.
    static func each<Part: Sendable, Made: Sendable>(
        _ parts: [Part],
        atOnce most: Int,
        make: @escaping @Sendable (Int, Part) async throws -> Made,
        take: (Made) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (number: Int, made: Made).self) { group in
            var (begun, taken) = (0, 0)
            var waiting: [Int: Made] = [:]
            while taken < parts.count {
                while begun < parts.count, begun - taken < max(1, most) {
                    let (number, part) = (begun, parts[begun])
                    group.addTask { (number, try await make(number, part)) }
                    begun += 1
                }
                while waiting[taken] == nil, let finished = try await group.next() {
                    waiting[finished.number] = finished.made
                }
                guard let made = waiting.removeValue(forKey: taken) else { return }
                taken += 1
                try await take(made)
            }
        }
    }
}
