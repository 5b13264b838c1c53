/// Writing what a run over everything knows of objects: most of the memory, and known long before the run ends.
extension RunMemory {
    /// Writes objects and links straight from where the run has them, without taking them down.
    mutating func writeObjects(of linking: LinkingPass, to transaction: any SynchronizationTransaction) throws {
        takeNames(linking)
        let (objects, known) = (linking.objects, linking.targets)
        try write("stored", objects.count, transaction) { objects.stored[$0] }
        try write("sets", objects.count, transaction) { Int32(truncatingIfNeeded: objects.sets[$0]) }
        try write("partitions", objects.count, transaction) { objects.partitions[$0] }
        try write("names", objects.count, transaction) { objects.names[$0] }
        // Numbered as `takeObjects` numbers them.
        var numbers = Array(repeating: Int32(-1), count: known.count)
        var next: Int32 = 0
        var targets = NumberWriter<Int32>("targets", transaction)
        var identifiers = NumberWriter<UInt64>("identifiers", transaction)
        for target in objects.targets {
            guard target >= 0 else {
                try targets.add(-1)
                continue
            }
            if numbers[Int(target)] < 0 {
                numbers[Int(target)] = next
                next += 1
                let words = known.identifiers[Int(target)].words
                try identifiers.add(words.0)
                try identifiers.add(words.1)
            }
            try targets.add(numbers[Int(target)])
        }
        sums["targets"] = try targets.finish()
        sums["identifiers"] = try identifiers.finish()
        let identified = linking.identified
        try write("asked", identified.asked.count, transaction) { identified.asked[$0] }
        try write("identified", identified.keys.count, transaction) { identified.keys[$0] }
        try write("identified-objects", identified.objects.count, transaction) { identified.objects[$0] }
    }

    private mutating func write<Number: FixedWidthInteger>(
        _ name: String,
        _ count: Int,
        _ transaction: any SynchronizationTransaction,
        _ number: (Int) -> Number
    ) throws {
        var writer = NumberWriter<Number>(name, transaction)
        for place in 0..<count { try writer.add(number(place)) }
        sums[name] = try writer.finish()
    }
}
