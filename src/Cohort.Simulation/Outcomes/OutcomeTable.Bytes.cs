namespace Cohort.Simulation.Outcomes;

// A segment's table on its way to another machine, an arm at a time, so that a message stays small whatever the number of arms.
public sealed partial class OutcomeTable
{
    /// <summary>Writes the part of the table that belongs to a source arm: rows that nobody touched are left out. Equal tables give equal bytes.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="arm">The arm; what counts for the whole table goes with the first.</param>
    public void WriteTo(BinaryWriter writer, int arm)
    {
        if (arm == 0)
        {
            writer.Write(PatientYears);
            LongSums.Write(writer, _clamps);
        }

        for (var year = 0; year <= Shape.Years; year++)
        {
            var slab = At(arm, year);
            writer.Write(slab != null);
            slab?.WriteTo(writer);
        }

        for (var piece = 0; piece < _pieces.Length; piece++)
        {
            if (Shape.Tree.Pieces[piece].Arm == arm)
            {
                writer.Write(_pieces[piece] != null);
                _pieces[piece]?.WriteTo(writer);
            }
        }

        Custom.WriteTo(writer, arm);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote of an arm into an empty table.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="arm">The arm.</param>
    /// <exception cref="EndOfStreamException">The bytes end early.</exception>
    public void ReadFrom(BinaryReader reader, int arm)
    {
        if (arm == 0)
        {
            PatientYears = reader.ReadInt64();
            LongSums.Read(reader, _clamps);
        }

        for (var year = 0; year <= Shape.Years; year++)
        {
            if (reader.ReadBoolean())
            {
                Touch(arm, year).ReadFrom(reader);
            }
        }

        for (var piece = 0; piece < _pieces.Length; piece++)
        {
            if (Shape.Tree.Pieces[piece].Arm == arm && reader.ReadBoolean())
            {
                TouchPiece(piece).ReadFrom(reader);
            }
        }

        Custom.ReadFrom(reader, arm);
    }
}
