import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configurationTable } from '../../../../scripts/configuration.ts';
import { ConfigError, loadConfig, originOf, SETTINGS, standardDataFolder, unknownSettings } from './config.ts';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the settings', () => {
  test('stand by themselves when nothing is set', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      demo: true,
      uploadLimit: 64 * 1024 * 1024,
    });
    expect(originOf(config, 3000)).toBe('http://localhost:3000');
  });

  test('are read from the environment, an empty one as none', () => {
    const config = loadConfig({
      PORT: '8080',
      SUIVI_UPLOAD_LIMIT: '2M',
      SUIVI_NOW: '2026-05-04T10:00:00Z',
      ORIGIN: 'https://suivi.example.org/',
      HOST: '',
      SUIVI_DEMO: 'no',
    });
    expect(config).toMatchObject({
      port: 8080,
      uploadLimit: 2_097_152,
      origin: 'https://suivi.example.org',
      host: '127.0.0.1',
      demo: false,
    });
    expect(config.now?.getTime()).toBe(Date.UTC(2026, 4, 4, 10));
  });

  test('all that is wrong is told at once, a line each', () => {
    const problems = problemsOf({
      PORT: '99999',
      ORIGIN: 'suivi.example.org',
      SUIVI_NOW: 'today',
      SUIVI_UPLOAD_LIMIT: 'big',
      DATABASE_URL: 'mysql://x',
    });
    expect(problems.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'ORIGIN',
      'DATABASE_URL',
      'SUIVI_UPLOAD_LIMIT',
      'SUIVI_NOW',
    ]);
    expect(problems.join('')).not.toContain('\n');
  });

  test('a password is not repeated in a message', () => {
    expect(problemsOf({ DATABASE_URL: 'postgre://me:hunter2@host/db', SUIVI_SECRET: 'hunter2' }).join()).not.toContain(
      'hunter2',
    );
  });

  test('a replica without its master is refused', () => {
    expect(problemsOf({ DATABASE_READ_URL: 'postgres://host/db' })).toHaveLength(1);
  });

  test('a slip of the pen is found', () => {
    expect(unknownSettings({ SUIVI_DTA: 'x', SUIVI_DATA: 'y', SUIVI_ROOT: 'z', PATH: '' })).toEqual(['SUIVI_DTA']);
  });

  test('the data of root lie where another user can reach them', () => {
    expect(standardDataFolder({}, true)).toBe('/var/lib/suivi');
    expect(standardDataFolder({ XDG_DATA_HOME: '/somewhere' }, false)).toBe('/somewhere/suivi');
  });
});

describe('the documentation of the settings', () => {
  const written = readFileSync(new URL('../../../../docs/configuration.md', import.meta.url), 'utf8');

  test('is the table drawn from the schema (node scripts/configuration.ts writes it)', () => {
    expect(written).toContain(configurationTable());
  });

  test('names every setting', () => {
    for (const name of Object.keys(SETTINGS)) expect(written).toContain(`\`${name}\``);
  });
});
